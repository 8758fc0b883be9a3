"""Sorts the rows of table E.1-1 into the groups that a person chooses by.

A row is in exactly one group: a curated list first, then rules on VR and options.
"""

CATEGORIES = ('identity', 'contact', 'dates', 'places', 'devices', 'institution', 'examination', 'notes', 'uids',
              'private', 'graphics')

# Read by a person, row by row: what the attribute says decides, not its group number or VR.
CURATED = {
    # Who the patient is, and what describes the patient as a person.
    'identity': """
        PatientName PersonNamesToUseSequence NameToUse NameToUseComment ThirdPersonPronounsSequence
        PronounCodeSequence PronounComment PatientID IssuerOfPatientID PatientSex GenderIdentitySequence
        GenderIdentityCodeSequence GenderIdentityComment SexParametersForClinicalUseCategoryComment
        SexParametersForClinicalUseCategorySequence SexParametersForClinicalUseCategoryCodeSequence
        SexParametersForClinicalUseCategoryReference PatientInsurancePlanCodeSequence
        PatientPrimaryLanguageCodeSequence PatientPrimaryLanguageModifierCodeSequence OtherPatientIDs
        OtherPatientNames OtherPatientIDsSequence PatientBirthName PatientAge PatientSize PatientWeight
        InsurancePlanIdentification PatientMotherBirthName MilitaryRank BranchOfService MedicalRecordLocator
        ReferencedPatientPhotoSequence ReferencedPatientSequence ReferencedPatientAliasSequence EthnicGroup
        EthnicGroupCodeSequence EthnicGroups Occupation SmokingStatus PregnancyStatus PatientReligiousPreference
        PatientSexNeutered ResponsiblePerson ResponsibleOrganization PatientState SpecialNeeds
        PatientBirthDate PatientBirthTime ClinicalTrialSubjectID IssuerOfClinicalTrialSubjectID
        ClinicalTrialSubjectReadingID IssuerOfClinicalTrialSubjectReadingID SelectorASValue SelectorPNValue PersonName
        LastMenstrualDate""",
    # How to reach a person.
    'contact': """
        ReferringPhysicianAddress ReferringPhysicianTelephoneNumbers PatientAddress PatientTelephoneNumbers
        PatientTelecomInformation PersonAddress PersonTelephoneNumbers PersonTelecomInformation
        OrderCallbackPhoneNumber OrderCallbackTelecomInformation AddressTrial TelephoneNumberTrial
        DistributionName DistributionAddress""",
    # Where something or someone is.
    'places': """
        CountryOfResidence RegionOfResidence CurrentPatientLocation PatientInstitutionResidence
        ScheduledPatientInstitutionResidence PerformedLocation RequestedProcedureLocation OrderEntererLocation
        ScheduledProcedureStepLocation ScheduledStudyLocation PatientTransportArrangements
        ScheduledStationGeographicLocationCodeSequence PerformedStationGeographicLocationCodeSequence""",
    # Machines, software, and their names in a network.
    'devices': """
        MakerNote DeviceSettingDescription DeviceAlternateIdentifier RTAccessoryHolderSlotID
        RTAccessoryDeviceSlotID LongDeviceDescription ModifyingSystem FlowIdentifierSequence FlowIdentifier
        SourceIdentifier ScheduledStudyLocationAETitle""",
    # Organisations, and the people who work there.
    'institution': """
        CameraOwnerName ClinicalTrialSponsorName ClinicalTrialSiteID ClinicalTrialSiteName IssuerOfClinicalTrialSiteID
        RequestingService VerifyingOrganization HumanPerformerOrganization ParticipantSequence
        CustodialOrganizationSequence AuthorObserverSequence VerifyingObserverSequence
        VerifyingObserverIdentificationCodeSequence ReferringPhysicianIdentificationSequence
        ConsultingPhysicianIdentificationSequence PhysiciansOfRecordIdentificationSequence
        PerformingPhysicianIdentificationSequence PhysiciansReadingStudyIdentificationSequence
        OperatorIdentificationSequence ScheduledPerformingPhysicianIdentificationSequence
        IntendedRecipientsOfResultsIdentificationSequence PersonIdentificationCodeSequence
        ScheduledHumanPerformersSequence ActualHumanPerformersSequence VerbalSourceIdentifierCodeSequenceTrial
        ContentCreatorIdentificationCodeSequence TopicAuthor ROICreatorSequence ROIInterpreterSequence
        InterpretationApproverSequence ResultsDistributionListSequence InstanceOriginStatus""",
    # Numbers and references that name an examination, an order, a specimen, a trial.
    'examination': """
        AccessionNumber StudyID StudyIDIssuer ReferencedStudySequence ReferencedPerformedProcedureStepSequence
        ReferencedImageSequence SourceImageSequence ClinicalTrialProtocolID ClinicalTrialProtocolName
        IssuerOfClinicalTrialProtocolID OtherClinicalTrialProtocolIDsSequence ClinicalTrialTimePointID
        IssuerOfClinicalTrialTimePointID ClinicalTrialSeriesID IssuerOfClinicalTrialSeriesID
        ClinicalTrialProtocolEthicsCommitteeApprovalNumber AdmissionID IssuerOfAdmissionID
        IssuerOfAdmissionIDSequence ServiceEpisodeID IssuerOfServiceEpisodeID IssuerOfServiceEpisodeIDSequence
        ScheduledProcedureStepID PerformedProcedureStepID RequestAttributesSequence SpecimenAccessionNumber
        ContainerIdentifier IssuerOfTheContainerIdentifierSequence SpecimenIdentifier
        IssuerOfTheSpecimenIdentifierSequence SpecimenPreparationSequence SlideIdentifier ContainerComponentID
        RequestedProcedureID PlacerOrderNumberImagingServiceRequest FillerOrderNumberImagingServiceRequest
        ResultsID ResultsIDIssuer InterpretationID InterpretationIDIssuer BarcodeValue
        AcquisitionContextSequence CertificateOfSigner ReferencedDigitalSignatureSequence
        ReferencedSOPInstanceMACSequence MAC ModifiedAttributesSequence NonconformingModifiedAttributesSequence
        NonconformingDataElementValue OriginalAttributesSequence DigitalSignaturesSequence ContextGroupVersion
        ContextGroupLocalVersion TemplateVersion TemplateLocalVersion""",
    # Free text, and whatever a person may have written into.
    'notes': """
        ModifiedImageDescription ImagePresentationComments ConfidentialityConstraintOnPatientDataDescription
        ContrastBolusAgent RequestedContrastAgent PreMedication LabelText TopicTitle TopicSubject TopicKeywords
        TextString TextComments Arbitrary SelectorOBValue SelectorUNValue SelectorURValue
        ReasonForTheAttributeModification""",
    # Pictures, drawings, documents, and content that is a structure.
    'graphics': """
        IconImageSequence CurveData OverlayData OverlayComments OverlayDate OverlayTime CurveDate CurveTime
        GraphicAnnotationSequence UnformattedTextValue EncapsulatedDocument ContentSequence
        WaveformAnnotationSequence DataSetTrailingPadding DisplayURI""",
    'private': 'PrivateAttributes',
}
BY_KEYWORD = {keyword: group for group, keywords in CURATED.items() for keyword in keywords.split()}


def category(tag, keyword, vr, basic, options):
    """The group of a row of table E.1-1; raises ValueError when neither the list nor a rule knows it."""
    if keyword in BY_KEYWORD:
        return BY_KEYWORD[keyword]
    if keyword.startswith('GPS'):
        return 'places'
    if vr == 'UI':
        return 'uids'
    if vr in ('DA', 'TM', 'DT') or options.get('modify-dates'):
        return 'dates'
    if options.get('retain-device-identity'):
        return 'devices'
    if options.get('retain-institution-identity') or vr == 'PN':
        return 'institution'
    if options.get('clean-descriptors') or options.get('retain-patient-characteristics'):
        return 'notes'
    raise ValueError(f'no category for {tag:08X} {keyword} {vr} {basic} {options}')
